package org.signalfall.ingest.series;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** In which format a file of series is, told by its content. */
enum SeriesFormat {
  CSV,
  JSON_LINES,
  IODA;

  private static final int BEGIN_BYTES = 64 * 1024;

  /** Fields of a sample, one of which has to come early; an answer of IODA's has none of them. */
  private static final Set<String> OF_SAMPLES = Set.of("time", "country", "signal", "value");

  /**
   * Looks at the begin of a stream that can be marked, and leaves it unread. What isn't JSON is
   * CSV, whose header then says what is wrong with it.
   */
  static SeriesFormat of(InputStream in) throws IOException {
    in.mark(BEGIN_BYTES);
    byte[] begin = in.readNBytes(BEGIN_BYTES);
    in.reset();
    int first = firstCharacter(begin);
    if (first < 0 || (begin[first] != '{' && begin[first] != '[')) {
      return CSV;
    }
    return begin[first] == '{' && isSample(Arrays.copyOfRange(begin, first, begin.length))
        ? JSON_LINES
        : IODA;
  }

  /** Returns the place of the first byte that is neither blank nor byte order mark, or -1. */
  private static int firstCharacter(byte[] begin) {
    for (int i = 0; i < begin.length; i++) {
      boolean isMark = i < 3 && begin[i] < 0;
      if (!isMark && begin[i] != ' ' && begin[i] != '\t' && begin[i] != '\r' && begin[i] != '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSample(byte[] begin) {
    try (JsonParser json = new JsonFactory().createParser(begin)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (OF_SAMPLES.contains(json.currentName())) {
          return true;
        }
        json.nextToken();
        json.skipChildren();
      }
      return false;
    } catch (IOException e) {
      // Broken, or longer than what was looked at: a line of samples is neither for long.
      return false;
    }
  }
}
