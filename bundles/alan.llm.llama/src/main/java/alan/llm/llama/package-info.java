/**
 * A language model on llama.cpp, in a worker JVM.
 *
 * <p>The library frees nothing when a model is closed, keeps its JVM from exiting, and takes the process with it when it crashes.
 * So it runs in a
 * process of its own ({@link alan.llm.llama.worker}), which {@link alan.llm.llama.WorkerProcess} starts, watches and ends.
 */
package alan.llm.llama;
