package io.millrace.lane;

/** How a lane tries again what failed for a time, and rows that were refused for a time. Both are the lane's. */
record SecondChances(Retries retries, SetAside aside) {}
