package io.millrace.config;

import java.time.ZoneId;

/**
 * How tables are parted by time. All numbers are of intervals.
 *
 * @param column empty where tables are not partitioned
 * @param ahead how many are made before their time comes
 * @param reach how far before or after now a row may lie to have a partition made for it
 * @param retention how many are kept before the present one; 0 for all
 * @param zone of columns without one
 */
public record PartitionSettings(
        String column,
        PartitionInterval interval,
        int ahead,
        int reach,
        int retention,
        ExpiredPartitions expired,
        ZoneId zone) {
    public boolean isOn() {
        return !column.isEmpty();
    }
}
