/**
 * What a backend computes: the operations that CSM's networks are written in, and the weights that they need. A backend may record them into a
 * graph or carry them out at once; the networks do not know.
 */
@org.osgi.annotation.bundle.Export(substitution = org.osgi.annotation.bundle.Export.Substitution.NOIMPORT)
@org.osgi.annotation.versioning.Version("1.0.0")
package alan.tts.csm.tensor;
