package io.millrace.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.encode.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySortTest {
    @Test
    void keysBehindALongCommonPrefixAreSorted() {
        assertSorted(List.of("device-000000031", "device-000000004", "device-000000100", "device-000000003"));
    }

    @Test
    void keysAlikeInEightBytesAreComparedWhole() {
        assertSorted(List.of("abcdefgh-zzz", "abcdefgh-aaa", "b", "abcdefgh-aab", "a"));
    }

    @Test
    void aKeyThatIsThePrefixOfAnotherComesFirst() {
        assertSorted(List.of("aaaaaaaaaa", "aaaaaaaaaab", "aaaaaaaa", "aaaaaaaaa"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomKeysAreSortedAsUnsignedBytes(long seed) {
        Random random = new Random(seed);
        TreeSet<String> keys = new TreeSet<>();
        for (int count = 0; count < 3000; count++) {
            StringBuilder key = new StringBuilder("p".repeat(random.nextInt(3)));
            for (int length = random.nextInt(14); length >= 0; length--) {
                key.append((char) random.nextInt(256));
            }
            keys.add(key.toString());
        }

        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, random);

        assertSorted(shuffled);
    }

    private static void assertSorted(List<String> keys) {
        KeyIndex index = new KeyIndex();
        int[] entries = new int[keys.size()];
        for (int at = 0; at < entries.length; at++) {
            RowBuffer key = new RowBuffer(64);
            key.putBytes(keys.get(at).getBytes(StandardCharsets.ISO_8859_1));
            entries[at] = index.add(key, KeyHash.of(key));
        }

        KeySort.sort(index, entries, entries.length);

        List<String> sorted = Arrays.stream(entries).mapToObj(keys::get).toList();
        // As chars below 256, strings sort as unsigned bytes do; of a prefix and its extension the prefix is first.
        assertThat(sorted).isEqualTo(keys.stream().sorted().toList());
    }
}
