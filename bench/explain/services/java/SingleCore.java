import java.util.concurrent.Executors;

/** Draws charts on one thread. The head draws them so finely that this thread never rests. */
final class SingleCore {
  private static final int WIDTH = 400;

  public static void main(String[] args) throws Exception {
    new Serve(Executors.newSingleThreadExecutor()).route("/chart", SingleCore::chart).start();
  }

  static String chart() {
    return String.valueOf(drawCurve(Serve.fault() ? WIDTH * 2400 : WIDTH));
  }

  static double drawCurve(int points) {
    double sum = 0;
    for (int point = 1; point <= points; point++) sum += Math.sin(point) * Math.log(point) + Math.cbrt(point);
    return sum;
  }
}
