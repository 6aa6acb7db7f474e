package io.retort.runtime.tokenizer.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** A Python number; True and False count as 1 and 0. */
sealed interface Numeric extends Value {

  double toDouble();

  /** Whether the result of arithmetic with another such number is an integer. */
  default boolean isInteger() {
    return true;
  }

  /** The value of an integer. */
  long toLong();

  @Override
  default boolean isTrue() {
    return toDouble() != 0;
  }

  /** Python's bool. */
  record Bool(boolean truth) implements Numeric {
    @Override
    public String type() {
      return "bool";
    }

    @Override
    public long toLong() {
      return truth ? 1 : 0;
    }

    @Override
    public double toDouble() {
      return toLong();
    }

    @Override
    public void print(Printer printer) {
      printer.append(truth ? "True" : "False");
    }
  }

  /** Python's int, within 64 bits. */
  record Int(long toLong) implements Numeric {
    @Override
    public String type() {
      return "int";
    }

    @Override
    public double toDouble() {
      return toLong;
    }

    @Override
    public void print(Printer printer) {
      printer.append(Long.toString(toLong));
    }
  }

  /** Python's float. */
  record Real(double toDouble) implements Numeric {
    @Override
    public String type() {
      return "float";
    }

    @Override
    public boolean isInteger() {
      return false;
    }

    @Override
    public long toLong() {
      throw new IllegalArgumentException("an integer must be here, but float was");
    }

    @Override
    public void print(Printer printer) {
      printer.append(text());
    }

    /** The shortest decimal that reads as this number, written as Python does. */
    String text() {
      if (Double.isNaN(toDouble)) {
        return "nan";
      }
      if (Double.isInfinite(toDouble)) {
        return toDouble > 0 ? "inf" : "-inf";
      }
      if (toDouble == 0) {
        return 1 / toDouble < 0 ? "-0.0" : "0.0";
      }
      BigDecimal shortest = shortest().stripTrailingZeros();
      // the exponent of the first digit: 1 <= |x| / 10^exponent < 10
      int exponent = shortest.precision() - shortest.scale() - 1;
      if (exponent >= -4 && exponent < 16) {
        String plain = shortest.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
      }
      String digits = shortest.scaleByPowerOfTen(-exponent).toPlainString();
      String sign = exponent < 0 ? "-" : "+";
      return digits + "e" + sign + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    // Double.toString of JDK 17 sometimes has a digit too many (JDK-4511638). 17 digits always do;
    // with fewer, the decimal that reads as this number need not be the nearest one.
    private BigDecimal shortest() {
      BigDecimal exact = new BigDecimal(toDouble);
      for (int digits = 1; digits < 17; digits++) {
        for (RoundingMode mode :
            List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
          BigDecimal rounded = exact.round(new MathContext(digits, mode));
          if (rounded.doubleValue() == toDouble) {
            return rounded;
          }
        }
      }
      return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }
  }
}
