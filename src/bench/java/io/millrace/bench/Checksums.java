package io.millrace.bench;

import java.util.HashMap;
import java.util.Map;

/** Holds all columns of what somebody wrote against those of whoever wrote the same records before. One thread. */
final class Checksums {
    private final Map<Integer, String> ofRecords = new HashMap<>();

    void compare(String who, int records, String checksum) {
        String former = ofRecords.putIfAbsent(records, checksum);
        if (former != null && !former.equals(checksum)) {
            throw new IllegalStateException(who + " left other values than those before it");
        }
    }
}
