package alan.models.ctranslate2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfTest {
    @Test
    void knownNumbersAreWhatTheStandardSays() {
        assertThat(Half.toFloat((short) 0x3C00)).isEqualTo(1f);
        assertThat(Half.toFloat((short) 0xC000)).isEqualTo(-2f);
        assertThat(Half.toFloat((short) 0x7BFF)).isEqualTo(65504f);
        assertThat(Half.toFloat((short) 0x0400)).isEqualTo(0x1p-14f);
        assertThat(Half.toFloat((short) 0x03FF)).isEqualTo(1023 * 0x1p-24f);
        assertThat(Half.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Half.toFloat((short) 0x3555)).isEqualTo(0.333251953125f);
        assertThat(Half.toFloat((short) 0x7C00)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Half.toFloat((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Half.toFloat((short) 0x7E00)).isNaN();
        assertThat(Float.floatToRawIntBits(Half.toFloat((short) 0x8000))).isEqualTo(0x80000000);
    }

    @Test
    void everyHalfSurvivesTheWayToFloatAndBack() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Half.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Half.toFloat(Half.of(value))).isNaN();
            } else {
                assertThat(Half.of(value)).as("0x%04X", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void whatLiesBetweenTwoHalvesGoesToTheNearerAndToTheEvenOneFromTheMiddle() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            float middle = (Half.toFloat((short) bits) + Half.toFloat((short) (bits + 1))) / 2;
            int even = (bits & 1) == 0 ? bits : bits + 1;
            assertThat(Half.of(middle)).as("middle above 0x%04X", bits).isEqualTo((short) even);
            assertThat(Half.of(Math.nextDown(middle))).as("below that").isEqualTo((short) bits);
            assertThat(Half.of(Math.nextUp(middle))).as("above that").isEqualTo((short) (bits + 1));
            assertThat(Half.of(-Math.nextUp(middle))).as("its negative").isEqualTo((short) (bits + 1 | 0x8000));
        }
    }

    @Test
    void whatIsTooLargeIsInfiniteAndWhatIsTooSmallIsZero() {
        assertThat(Half.of(65519.996f)).isEqualTo((short) 0x7BFF);
        assertThat(Half.of(65520f)).isEqualTo((short) 0x7C00);
        assertThat(Half.of(-1e30f)).isEqualTo((short) 0xFC00);
        assertThat(Half.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) 0xFC00);
        assertThat(Half.of(0x1p-25f)).isEqualTo((short) 0);
        assertThat(Half.of(Math.nextUp(0x1p-25f))).isEqualTo((short) 1);
        assertThat(Half.of(-Float.MIN_VALUE)).isEqualTo((short) 0x8000);
    }
}
