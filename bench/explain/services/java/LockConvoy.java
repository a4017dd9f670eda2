import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stock of four warehouses, read at once. The head reads them under one lock. */
final class LockConvoy {
  private static final Object LEDGER = new Object();
  private static final ExecutorService READERS = Executors.newFixedThreadPool(32);

  public static void main(String[] args) throws Exception {
    new Serve(Executors.newFixedThreadPool(16)).route("/stock", LockConvoy::stock).start();
  }

  static String stock() {
    List<Callable<Integer>> tasks = List.of(() -> count(1), () -> count(2), () -> count(3), () -> count(4));
    try {
      int sum = 0;
      for (var task : READERS.invokeAll(tasks)) sum += task.get();
      return String.valueOf(sum);
    } catch (Exception error) {
      throw new IllegalStateException(error);
    }
  }

  static int count(int warehouse) throws InterruptedException {
    if (!Serve.fault()) return readShelf(warehouse);
    synchronized (LEDGER) {
      return readShelf(warehouse);
    }
  }

  static int readShelf(int warehouse) throws InterruptedException {
    Thread.sleep(4);
    return warehouse;
  }
}
