/**
 * Voices of people: what is kept of them and how, who allowed it, and which parts of them a model is shown.
 *
 * <p>{@link alan.voices.VoicesComponent} is the service. What a folder holds is read and written in {@code store}, receipts are signed and checked in
 * {@code consent}, samples are chosen in {@code choose}, and {@code transfer} brings voices in and out.
 */
package alan.voices;
