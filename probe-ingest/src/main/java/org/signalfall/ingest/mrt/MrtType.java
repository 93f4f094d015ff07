package org.signalfall.ingest.mrt;

/**
 * Types and subtypes of MRT records (RFC 6396, sections 4 and 5; RFC 6397; RFC 8050): which there
 * are, how short they can be, and what they are called.
 */
final class MrtType {

  static final int TABLE_DUMP = 12;
  static final int TABLE_DUMP_V2 = 13;
  static final int BGP4MP = 16;
  static final int BGP4MP_ET = 17;

  static final int PEER_INDEX_TABLE = 1;
  static final int RIB_IPV4_UNICAST = 2;
  static final int RIB_IPV4_MULTICAST = 3;
  static final int RIB_IPV6_UNICAST = 4;
  static final int RIB_IPV6_MULTICAST = 5;
  static final int RIB_IPV4_UNICAST_ADDPATH = 8;
  static final int RIB_IPV4_MULTICAST_ADDPATH = 9;
  static final int RIB_IPV6_UNICAST_ADDPATH = 10;
  static final int RIB_IPV6_MULTICAST_ADDPATH = 11;

  static final int STATE_CHANGE = 0;
  static final int MESSAGE = 1;
  static final int MESSAGE_AS4 = 4;
  static final int STATE_CHANGE_AS4 = 5;
  static final int MESSAGE_LOCAL = 6;
  static final int MESSAGE_AS4_LOCAL = 7;
  static final int MESSAGE_ADDPATH = 8;
  static final int MESSAGE_AS4_ADDPATH = 9;
  static final int MESSAGE_LOCAL_ADDPATH = 10;
  static final int MESSAGE_AS4_LOCAL_ADDPATH = 11;

  private static final int OSPFV2 = 11;
  private static final int ISIS = 32;
  private static final int ISIS_ET = 33;
  private static final int OSPFV3 = 48;
  private static final int OSPFV3_ET = 49;

  private static final String[] TABLE_NAMES = {
    "PEER_INDEX_TABLE",
    "RIB_IPV4_UNICAST",
    "RIB_IPV4_MULTICAST",
    "RIB_IPV6_UNICAST",
    "RIB_IPV6_MULTICAST",
    "RIB_GENERIC",
    "GEO_PEER_TABLE",
    "RIB_IPV4_UNICAST_ADDPATH",
    "RIB_IPV4_MULTICAST_ADDPATH",
    "RIB_IPV6_UNICAST_ADDPATH",
    "RIB_IPV6_MULTICAST_ADDPATH",
    "RIB_GENERIC_ADDPATH"
  };

  private static final String[] MESSAGE_NAMES = {
    "STATE_CHANGE",
    "MESSAGE",
    "ENTRY",
    "SNAPSHOT",
    "MESSAGE_AS4",
    "STATE_CHANGE_AS4",
    "MESSAGE_LOCAL",
    "MESSAGE_AS4_LOCAL",
    "MESSAGE_ADDPATH",
    "MESSAGE_AS4_ADDPATH",
    "MESSAGE_LOCAL_ADDPATH",
    "MESSAGE_AS4_LOCAL_ADDPATH"
  };

  private MrtType() {}

  /**
   * Returns the bytes that a body of this type has at least, or -1 when there is no such type. The
   * types that RFC 6396 calls deprecated are none, so that zeros don't look like records.
   */
  static int minLength(int type, int subtype) {
    return switch (type) {
      case TABLE_DUMP -> subtype == 1 ? 22 : subtype == 2 ? 46 : -1;
      case TABLE_DUMP_V2 -> subtype >= 1 && subtype <= TABLE_NAMES.length ? 7 : -1;
      case BGP4MP -> subtype < MESSAGE_NAMES.length ? 4 : -1;
      case BGP4MP_ET -> subtype < MESSAGE_NAMES.length ? 8 : -1;
      case OSPFV2, OSPFV3, OSPFV3_ET -> subtype <= 1 ? 8 : -1;
      case ISIS, ISIS_ET -> subtype == 0 ? 8 : -1;
      default -> -1;
    };
  }

  /** Returns the name of a type with its subtype, such as {@code BGP4MP/MESSAGE_AS4}. */
  static String name(int type, int subtype) {
    return switch (type) {
      case OSPFV2 -> "OSPFv2";
      case TABLE_DUMP -> "TABLE_DUMP/" + (subtype == 1 ? "AFI_IPv4" : "AFI_IPv6");
      case TABLE_DUMP_V2 -> "TABLE_DUMP_V2/" + nameOf(TABLE_NAMES, subtype - 1, subtype);
      case BGP4MP -> "BGP4MP/" + nameOf(MESSAGE_NAMES, subtype, subtype);
      case BGP4MP_ET -> "BGP4MP_ET/" + nameOf(MESSAGE_NAMES, subtype, subtype);
      case ISIS, ISIS_ET -> "IS-IS";
      case OSPFV3, OSPFV3_ET -> "OSPFv3";
      default -> "type " + type + " subtype " + subtype;
    };
  }

  private static String nameOf(String[] names, int index, int subtype) {
    return index >= 0 && index < names.length ? names[index] : "subtype " + subtype;
  }
}
