using System.Buffers.Binary;
using System.Net;

namespace Mim.Core.Discovery;

/// <summary>
/// Neighbouring addresses, both ends included. Addresses are numbers of 128 bits, those of IPv4 as the mapped ones of RFC 4291
/// section 2.5.5.2: one line of numbers holds both families, and a mapped address is the same as the one it maps.
/// </summary>
internal readonly record struct AddressRange(UInt128 First, UInt128 Last)
{
    private const int FamilyShift = 32;
    private const uint MappedPrefix = 0xFFFF;

    public UInt128 Count => Last - First + 1;

    public static UInt128 Number(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        address.MapToIPv6().TryWriteBytes(octets, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    public static IPAddress Address(UInt128 number, long scope = 0)
    {
        Span<byte> octets = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, number);
        return IsIPv4(number) ? new IPAddress(octets[12..]) : new IPAddress(octets, scope);
    }

    public static bool IsIPv4(UInt128 number) => number >> FamilyShift == MappedPrefix;

    /// <summary>Without the addresses of IPv4 that lie within, unless it is of IPv4 itself: who writes <c>::/0</c> means all of IPv6.</summary>
    public IEnumerable<AddressRange> OfOneFamily()
    {
        var first = (UInt128)MappedPrefix << FamilyShift;
        var last = first + uint.MaxValue;
        if (IsIPv4(First) || Last < first || First > last)
        {
            yield return this;
            yield break;
        }

        yield return this with { Last = first - 1 };
        if (Last > last)
        {
            yield return this with { First = last + 1 };
        }
    }

    public IEnumerable<UInt128> Numbers()
    {
        for (var number = First; ; number++)
        {
            yield return number;
            if (number == Last)
            {
                yield break;
            }
        }
    }
}
