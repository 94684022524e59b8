/**
 * Phonemes: how a text is pronounced, which text to speech begins with.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.phonemes;
