/** The safetensors format, as checkpoints have it, and as backends keep converted weights beside them. */
@org.osgi.annotation.bundle.Export(substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.tts.csm.safetensors;
