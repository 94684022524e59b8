/**
 * The program of the worker JVM, and the protocol that it and the engine speak.
 *
 * <p>The classes here run on a bare class path of their own and the library, without OSGi: they may use the JDK and
 * {@code de.kherud.llama},
 * nothing else. Only {@link alan.llm.llama.worker.Frame}, {@link alan.llm.llama.worker.FrameStream} and the requests are used on
 * both sides.
 */
package alan.llm.llama.worker;
