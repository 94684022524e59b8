/**
 * Marks that say of a sound that it is synthetic, and who made it.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.api.watermark;
