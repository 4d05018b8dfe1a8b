package dev.priorauth.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * The addresses of the public internet: not of this machine, of a private network or of special
 * use. A name may mean another address a moment later; the certificate of that one has to be for
 * the name then.
 */
public final class PublicAddresses implements Predicate<InetAddress> {

  @Override
  public boolean test(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet6Address) {
      // Only 2000::/3 is given out, and of that 2002::/16 leads into IPv4.
      return first >= 0x20 && first < 0x40 && !(first == 0x20 && second == 0x02);
    }
    boolean sharedByCarriers = first == 100 && second >= 64 && second < 128;
    boolean benchmarks = first == 198 && (second == 18 || second == 19);
    boolean assignments = first == 192 && second == 0 && bytes[2] == 0;
    return first != 0 && first < 240 && !sharedByCarriers && !benchmarks && !assignments;
  }
}
