import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** An HTTP server of a few GET routes. */
final class Serve {
  private final HttpServer server;

  Serve(Executor executor) throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("PORT"))), 128);
    server.setExecutor(executor);
    route("/healthz", () -> "ok");
    route("/stores", () -> "north, south");
  }

  Serve route(String path, Supplier<String> answer) {
    server.createContext(path, exchange -> {
      byte[] body = answer.get().getBytes();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    return this;
  }

  void start() {
    server.start();
  }

  static boolean fault() {
    return !System.getenv("FAULT").isEmpty();
  }
}
