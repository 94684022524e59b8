/**
 * A voice satellite: a microphone and a speaker in a room, which a home's hub uses from afar.
 *
 * <p>{@link alan.api.satellite.Satellite} is what there is in the room; {@link alan.api.satellite.Hub} is whoever listens and answers, behind one protocol or another.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("3.0.0")
package alan.api.satellite;
