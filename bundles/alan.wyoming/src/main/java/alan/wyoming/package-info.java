/**
 * The Wyoming protocol: events on a byte stream, as Home Assistant exchanges them with voice services. It knows nothing of what is done with them.
 *
 * <p>Facts are those of the reference library, {@code wyoming} 1.10.2 of PyPI: its README, and what its reader and writer do.
 */
@org.osgi.annotation.bundle.Export(substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.wyoming;
