// SPDX-License-Identifier: Apache-2.0
package planreader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.charset.spi.CharsetProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The character sets that plans are written in and small Java runtimes lack: those with the module jdk.charsets left out.
 *
 * Java asks here only for names that it does not know itself. One byte is one character in each of charsets.txt, whose
 * lines are a name, its other names and the characters of the bytes 128 to 255, between tabs. The East Asian sets are
 * those of the runtime that hold the same characters under the same codes.
 */
public final class Charsets extends CharsetProvider
{
   private static final String[][] ALIKE = {{"GB2312", "GB18030"}, {"GBK", "GB18030"}, {"MS936", "GB18030"}, {"Cp936", "GB18030"}, {"Cp949", "EUC-KR"}, {"MS949", "EUC-KR"}, {"Cp950", "Big5"}, {"MS950", "Big5"}};

   private final List<Charset> tables = tables();

   @Override public Iterator<Charset> charsets()
   {
      return tables.iterator();
   }

   @Override public Charset charsetForName(String name)
   {
      for (Charset charset : tables)
      {
         if (charset.name().equalsIgnoreCase(name) || charset.aliases().stream().anyMatch(name::equalsIgnoreCase))
         {
            return charset;
         }
      }
      for (String[] pair : ALIKE)
      {
         if (pair[0].equalsIgnoreCase(name) && Charset.isSupported(pair[1]))
         {
            return Charset.forName(pair[1]);
         }
      }
      return null;
   }

   private static List<Charset> tables()
   {
      try (InputStream stream = Charsets.class.getResourceAsStream("charsets.txt"))
      {
         List<Charset> tables = new ArrayList<>();
         for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
         {
            String[] parts = line.split("\t");
            tables.add(new OneByte(parts[0], parts[1].split(" "), parts[2].toCharArray()));
         }
         return tables;
      }
      catch (IOException problem)
      {
         throw new UncheckedIOException(problem);
      }
   }

   /** A character set whose upper half is a table and whose lower half is ASCII. */
   private static final class OneByte extends Charset
   {
      private final char[] upper;

      OneByte(String name, String[] aliases, char[] upper)
      {
         super(name, aliases);
         this.upper = upper;
      }

      @Override public boolean contains(Charset other)
      {
         return other.equals(this) || other.equals(StandardCharsets.US_ASCII);
      }

      @Override public CharsetDecoder newDecoder()
      {
         return new CharsetDecoder(this, 1, 1)
         {
            @Override protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out)
            {
               while (in.hasRemaining())
               {
                  if (!out.hasRemaining())
                  {
                     return CoderResult.OVERFLOW;
                  }
                  byte code = in.get();
                  out.put(code < 0 ? upper[code & 0x7F] : (char) code);
               }
               return CoderResult.UNDERFLOW;
            }
         };
      }

      @Override public boolean canEncode()
      {
         return false;
      }

      @Override public CharsetEncoder newEncoder()
      {
         throw new UnsupportedOperationException("plans are only read");
      }
   }
}
