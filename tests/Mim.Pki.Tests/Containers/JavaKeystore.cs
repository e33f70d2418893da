using System.Buffers.Binary;
using System.Text;

namespace Mim.Pki.Tests.Containers;

/// <summary>Writes what keytool would, without its digest.</summary>
internal static class JavaKeystore
{
    public static byte[] Write(uint mark, params (string Alias, byte[][] Chain, bool HasKey)[] entries) =>
    [
        .. Number(mark), .. Number(2), .. Number((uint)entries.Length), .. entries.SelectMany(Entry), .. new byte[20],
    ];

    private static IEnumerable<byte> Entry((string Alias, byte[][] Chain, bool HasKey) entry) =>
    [
        .. Number(entry.HasKey ? 1u : 2u), .. Text(entry.Alias), .. new byte[8],
        .. entry.HasKey ? [.. Octets(new byte[32]), .. Number((uint)entry.Chain.Length)] : Array.Empty<byte>(),
        .. entry.Chain.SelectMany(der => (byte[])[.. Text("X.509"), .. Octets(der)]),
    ];

    private static byte[] Text(string text) => [0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Octets(byte[] octets) => [.. Number((uint)octets.Length), .. octets];

    private static byte[] Number(uint number)
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, number);
        return octets;
    }
}
