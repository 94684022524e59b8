package alan.esphome;

/**
 * A message on the wire.
 *
 * @param type its number, up to 65,535
 * @param body protocol buffer. Owned by this record
 */
record Frame(int type, byte[] body) {}
