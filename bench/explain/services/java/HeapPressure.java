import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** A statement of an account. The head boxes and keeps the last entries of every request for a while. */
final class HeapPressure {
  private static final List<List<String>> RECENT = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    new Serve(Executors.newFixedThreadPool(8)).route("/account", HeapPressure::account).start();
  }

  static String account() {
    if (!Serve.fault()) return "balance " + 17;
    List<String> entries = entriesOf(15_000);
    synchronized (RECENT) {
      RECENT.add(entries);
      if (RECENT.size() > 25) RECENT.remove(0);
    }
    return "balance " + entries.size();
  }

  static List<String> entriesOf(int count) {
    List<String> entries = new ArrayList<>();
    for (int n = 0; n < count; n++) entries.add(new String(new char[20]));
    return entries;
  }
}
