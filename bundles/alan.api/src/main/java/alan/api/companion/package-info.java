/**
 * A turn: a question in, an answer in text and sound out.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package alan.api.companion;
