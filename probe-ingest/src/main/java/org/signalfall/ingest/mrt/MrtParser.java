package org.signalfall.ingest.mrt;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.signalfall.ingest.Rejection;
import org.signalfall.ingest.Rejections;
import org.signalfall.ingest.bgp.BgpMessage;
import org.signalfall.ingest.bgp.ByteCursor;
import org.signalfall.ingest.bgp.UpdateMessage;
import org.signalfall.ingest.input.MalformedRecordException;

/**
 * Reads MRT (RFC 6396, RFC 8050) record by record and hands each on decoded. Decodes in place into
 * objects that are reused, so that memory doesn't depend on the size of the input.
 *
 * <p>A record that is damaged is rejected with its place, and the next one is read. Types that
 * aren't read are counted by name.
 */
public final class MrtParser implements Closeable {

  private final String source;
  private final String file;
  private final Rejections rejections;
  private final MrtCounts counts;
  private final MrtFrames frames;
  private final MrtRecord record = new MrtRecord();
  private final Session session = new Session();
  private final BgpMessage message = new BgpMessage();
  private final UpdateMessage update = new UpdateMessage();
  private final RibRecord rib = new RibRecord();
  private final TableDumpRecord tableDump = new TableDumpRecord();
  private PeerIndexTable peers;

  /**
   * Reads a stream.
   *
   * @param source name of the feed, for rejections
   * @param file name of the file, for rejections
   * @param in the unpacked stream; closed with the parser
   * @param rejections gets what is damaged
   * @param counts counts what goes by
   */
  public MrtParser(
      String source, String file, InputStream in, Rejections rejections, MrtCounts counts) {
    this.source = source;
    this.file = file;
    this.rejections = rejections;
    this.counts = counts;
    this.frames = new MrtFrames(in, this::skip);
  }

  /**
   * Reads one record and hands it on, when it is whole and of a type that is read.
   *
   * @return false at the end
   * @throws IOException when reading fails for another reason than damage
   */
  public boolean next(MrtHandler handler) throws IOException {
    if (!frames.next(record)) {
      return false;
    }
    counts.addRecord();
    try {
      read(handler);
    } catch (MalformedRecordException e) {
      reject(e.getMessage());
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }

  private void read(MrtHandler handler) throws MalformedRecordException {
    switch (record.type()) {
      case MrtType.BGP4MP -> readBgp4mp(handler);
      case MrtType.BGP4MP_ET -> {
        record.setMicroseconds(record.body().u32());
        readBgp4mp(handler);
      }
      case MrtType.TABLE_DUMP_V2 -> readTableDumpV2(handler);
      case MrtType.TABLE_DUMP -> {
        tableDump.decode(record.body(), record.subtype());
        handler.tableDump(record, tableDump);
      }
      default -> passOver();
    }
  }

  private void readBgp4mp(MrtHandler handler) throws MalformedRecordException {
    switch (record.subtype()) {
      case MrtType.STATE_CHANGE, MrtType.STATE_CHANGE_AS4 -> readStateChange(handler);
      case MrtType.MESSAGE,
          MrtType.MESSAGE_AS4,
          MrtType.MESSAGE_LOCAL,
          MrtType.MESSAGE_AS4_LOCAL,
          MrtType.MESSAGE_ADDPATH,
          MrtType.MESSAGE_AS4_ADDPATH,
          MrtType.MESSAGE_LOCAL_ADDPATH,
          MrtType.MESSAGE_AS4_LOCAL_ADDPATH ->
          readMessage(handler);
      default -> passOver();
    }
  }

  private void readStateChange(MrtHandler handler) throws MalformedRecordException {
    ByteCursor body = record.body();
    session.decode(body, record.subtype());
    int oldState = body.u16();
    int newState = body.u16();
    handler.stateChange(record, session, oldState, newState);
  }

  private void readMessage(MrtHandler handler) throws MalformedRecordException {
    session.decode(record.body(), record.subtype());
    message.decode(record.body());
    if (message.type() != BgpMessage.UPDATE) {
      counts.pass("BGP " + message.typeName());
      return;
    }
    try {
      update.decode(message.body(), session.form());
    } catch (MalformedRecordException e) {
      throw message.missingBytes() > 0 ? new MalformedRecordException(lacking(), e) : e;
    }
    handler.update(record, session, update);
    if (message.missingBytes() > 0) {
      reject(lacking());
    } else if (update.isCut()) {
      reject("a list of prefixes ends within a prefix; the whole ones before it were taken");
    }
  }

  private String lacking() {
    return "the BGP message lacks its last " + message.missingBytes() + " bytes";
  }

  private void readTableDumpV2(MrtHandler handler) throws MalformedRecordException {
    switch (record.subtype()) {
      case MrtType.PEER_INDEX_TABLE -> {
        peers = null;
        peers = PeerIndexTable.decode(record.body());
        handler.peerIndexTable(record, peers);
      }
      case MrtType.RIB_IPV4_UNICAST,
          MrtType.RIB_IPV4_MULTICAST,
          MrtType.RIB_IPV6_UNICAST,
          MrtType.RIB_IPV6_MULTICAST,
          MrtType.RIB_IPV4_UNICAST_ADDPATH,
          MrtType.RIB_IPV4_MULTICAST_ADDPATH,
          MrtType.RIB_IPV6_UNICAST_ADDPATH,
          MrtType.RIB_IPV6_MULTICAST_ADDPATH ->
          readRib(handler);
      default -> passOver();
    }
  }

  private void readRib(MrtHandler handler) throws MalformedRecordException {
    if (peers == null) {
      throw new MalformedRecordException("no index of peers stands before the table's entries");
    }
    rib.begin(record.body(), record.subtype(), peers);
    handler.rib(record, rib);
    if (!rib.damage().isEmpty()) {
      reject(rib.damage());
    }
  }

  private void passOver() {
    counts.pass(MrtType.name(record.type(), record.subtype()));
  }

  private void reject(String reason) {
    int length = record.end() - record.start();
    byte[] kept =
        Arrays.copyOfRange(
            record.body().bytes(),
            record.start(),
            record.start() + Math.min(length, Rejection.MAX_BYTES));
    reject(record.offset(), length, reason, kept);
  }

  private void skip(long offset, long length, String reason, byte[] bytes) {
    counts.addSkipped(length);
    reject(offset, length, reason, bytes);
  }

  private void reject(long offset, long length, String reason, byte[] bytes) {
    counts.addRejected();
    rejections.reject(new Rejection(source, file + ", byte " + offset, reason, bytes, length));
  }
}
