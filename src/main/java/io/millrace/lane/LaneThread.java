package io.millrace.lane;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The thread of a lane: named for its task and number, with the plugin's class loader and the task's log context. */
final class LaneThread {
    private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

    private LaneThread() {}

    static Thread of(String taskName, int number, Lane lane) {
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        Thread thread = new Thread(() -> run(lane, logContext), "pg-sink-" + taskName + "-lane-" + number);
        thread.setContextClassLoader(LaneThread.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    private static void run(Lane lane, Map<String, String> logContext) {
        if (logContext != null) {
            MDC.setContextMap(logContext);
        }
        try {
            boolean working = true;
            while (working) {
                working = lane.doWork();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.debug("Lane interrupted while stopping");
        } finally {
            lane.close();
        }
    }
}
