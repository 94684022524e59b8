package alan.models.torch;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a storage's elements are: PyTorch's class of storages, and the name that safetensors has for them. In the order in which safetensors' own implementation
 * writes tensors: the largest elements first, so that all are aligned.
 */
enum ElementType {
    /** 64-bit integer. */
    I64(8, "LongStorage"),
    /** 64-bit float. */
    F64(8, "DoubleStorage"),
    /** 32-bit float. */
    F32(4, "FloatStorage"),
    /** 32-bit integer. */
    I32(4, "IntStorage"),
    /** The upper half of a 32-bit float. */
    BF16(2, "BFloat16Storage"),
    /** 16-bit float. */
    F16(2, "HalfStorage"),
    /** 16-bit integer. */
    I16(2, "ShortStorage"),
    /** 8-bit integer. */
    I8(1, "CharStorage"),
    /** 8-bit integer without a sign. */
    U8(1, "ByteStorage"),
    /** True or false, a byte each. */
    BOOL(1, "BoolStorage");

    private static final Map<String, ElementType> BY_STORAGE = Arrays.stream(values())
            .collect(Collectors.toMap(type -> type.storage, type -> type));

    /** Of an element. */
    final int bytes;

    private final String storage;

    ElementType(int bytes, String storage) {
        this.bytes = bytes;
        this.storage = storage;
    }

    /** {@return the type of a class of storages, if it is known here} @param global such as {@code torch.FloatStorage} */
    static Optional<ElementType> of(String global) {
        return global.startsWith("torch.") ? Optional.ofNullable(BY_STORAGE.get(global.substring("torch.".length()))) : Optional.empty();
    }
}
