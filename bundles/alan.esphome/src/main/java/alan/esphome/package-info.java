/**
 * The native API of ESPHome, over which Home Assistant speaks with voice satellites: the device's side of a connection. It knows nothing of microphones, and opens no sockets.
 *
 * <p>Facts are those of {@code aioesphomeapi} 46.23.0 of PyPI, Home Assistant's client, and of what ESPHome's own firmware answers it
 * ({@code esphome/components/api}, 2026). Encryption is Noise's, revision 34, as far as ESPHome uses it.
 */
@org.osgi.annotation.bundle.Export(substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.esphome;
