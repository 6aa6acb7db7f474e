package io.retort.job.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.retort.job.table.CompletionKey;
import io.retort.job.table.CompletionRow;
import io.retort.runtime.EngineDescription;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bucket: a directory of immutable segments. */
public final class JournalBucket {

  static final String SEGMENT_PREFIX = "seg-";

  private static final Logger LOG = LoggerFactory.getLogger(JournalBucket.class);

  private final Path directory;
  private final Configuration hadoop;

  JournalBucket(Path directory, Configuration hadoop) {
    this.directory = directory;
    this.hadoop = hadoop;
  }

  /**
   * Reads every published segment. A segment is read up to its first bad line, with a warning: what
   * stood behind it is generated again.
   *
   * @param protocolHash of the run
   * @throws IllegalArgumentException if a segment belongs to a run with another protocol
   */
  public JournalContents read(String protocolHash) throws IOException {
    SortedMap<CompletionKey, CompletionRow> completions = new TreeMap<>();
    Set<EngineDescription> engines = new HashSet<>();
    FileSystem fs = fileSystem();
    for (Path segment : segments(fs)) {
      readSegment(fs, segment, protocolHash, completions, engines);
    }
    return new JournalContents(completions, engines);
  }

  /**
   * A writer for one attempt at one task. Its segments never meet those of another.
   *
   * @param protocolHash of the run
   * @param engine what makes the completions
   * @param limits when a segment is published
   */
  public JournalWriter writer(
      String protocolHash, EngineDescription engine, SegmentLimits limits, Clock clock)
      throws IOException {
    FileSystem fs = fileSystem();
    SegmentHeader header = new SegmentHeader(SegmentHeader.FORMAT, protocolHash, engine);
    return new JournalWriter(fs, directory, header, limits, clock);
  }

  private FileSystem fileSystem() throws IOException {
    return LocalDisk.insteadOf(directory.getFileSystem(hadoop));
  }

  private List<Path> segments(FileSystem fs) throws IOException {
    if (!fs.exists(directory)) {
      return List.of();
    }
    return Arrays.stream(
            fs.listStatus(directory, path -> path.getName().startsWith(SEGMENT_PREFIX)))
        .map(FileStatus::getPath)
        .sorted(Comparator.comparing(Path::getName))
        .toList();
  }

  private static void readSegment(
      FileSystem fs,
      Path segment,
      String protocolHash,
      SortedMap<CompletionKey, CompletionRow> completions,
      Set<EngineDescription> engines)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(fs.open(segment), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        Optional<String> text = SealedLine.open(line);
        if (text.isEmpty()) {
          LOG.warn("{}: line {} is damaged; it and what follows are ignored", segment, number);
          return;
        }
        if (number == 1) {
          engines.add(header(segment, text.get(), protocolHash).engine());
        } else {
          CompletionRow row = parse(segment, number, text.get(), CompletionRow.class);
          completions.putIfAbsent(row.key(), row);
        }
      }
    } catch (ChecksumException e) {
      // A file system's own checksums cover blocks of bytes; a torn tail can hit them first.
      LOG.warn("{}: the rest of the segment is damaged and ignored: {}", segment, e.getMessage());
    }
  }

  private static SegmentHeader header(Path segment, String text, String protocolHash)
      throws IOException {
    SegmentHeader header = parse(segment, 1, text, SegmentHeader.class);
    if (header.format() != SegmentHeader.FORMAT) {
      throw new IllegalArgumentException(
          segment
              + ": the segment's format must be "
              + SegmentHeader.FORMAT
              + ", but was "
              + header.format()
              + "; use the version of retort that wrote it");
    }
    if (!header.protocolHash().equals(protocolHash)) {
      throw new IllegalArgumentException(
          segment
              + ": the segment must belong to the run with protocol "
              + protocolHash
              + ", but belongs to "
              + header.protocolHash()
              + "; take it out of the journal");
    }
    return header;
  }

  private static <T extends Record> T parse(Path segment, int line, String text, Class<T> type)
      throws IOException {
    try {
      return JournalJson.read(text, type);
    } catch (JsonProcessingException e) {
      // The checksum was right, so this is no damage but another program's line.
      throw new IOException(
          segment + ": line " + line + " must be a " + type.getSimpleName() + ", but is not", e);
    }
  }
}
