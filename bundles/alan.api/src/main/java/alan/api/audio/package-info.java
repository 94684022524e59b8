/**
 * Sound as data and as a stream, files and devices. Everything inside Alan is mono 32-bit float PCM in [-1, 1];
 * a stream is pulled by its reader and closed by its reader, and closing it cancels the work behind it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package alan.api.audio;
