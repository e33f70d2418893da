using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Revocation;

/// <summary>Judges a section that revokes certificates of one authority, or of all.</summary>
internal static class RevokedSerials
{
    /// <exception cref="SshFormatException">The section is damaged or unknown.</exception>
    public static string? Find(ReadOnlySpan<byte> section, RevocationQuestion? question)
    {
        var reader = new SshWireReader(section);
        var authority = reader.Text();
        reader.Text();
        var concerns = question is { IsCertificate: true } && (authority.IsEmpty || authority.SequenceEqual(question.Authority));
        string? found = null;
        while (!reader.IsAtEnd)
        {
            var kind = reader.Octet();
            var reason = Find(kind, reader.Text(), question?.SerialNumber ?? 0, question?.KeyId);
            found ??= concerns ? reason : null;
        }

        return found;
    }

    private static string? Find(byte kind, ReadOnlySpan<byte> part, ulong serial, byte[]? keyId) => kind switch
    {
        ListFormat.SerialList => Named(IsListed(part, serial), serial),
        ListFormat.SerialRange => Named(IsInRange(part, serial), serial),
        ListFormat.SerialBitmap => Named(IsMapped(part, serial), serial),
        ListFormat.KeyIds => IdIn(part, keyId),
        ListFormat.CertificateExtension => RevokedKeys.Unknown(part),
        _ => throw new SshFormatException($"it revokes certificates in the unknown way {kind}."),
    };

    // Zero is what authorities write that number nothing.
    private static string? Named(bool isRevoked, ulong serial) =>
        isRevoked && serial != 0 ? string.Create(CultureInfo.InvariantCulture, $"serial {serial}") : null;

    private static bool IsListed(ReadOnlySpan<byte> part, ulong serial)
    {
        if (part.Length % sizeof(ulong) != 0)
        {
            throw new SshFormatException("a list of serial numbers ends too early.");
        }

        var found = false;
        for (; !part.IsEmpty; part = part[sizeof(ulong)..])
        {
            found |= BinaryPrimitives.ReadUInt64BigEndian(part) == serial;
        }

        return found;
    }

    private static bool IsInRange(ReadOnlySpan<byte> part, ulong serial)
    {
        var reader = new SshWireReader(part);
        var (from, to) = (reader.LongNumber(), reader.LongNumber());
        reader.End();
        return from <= to && from != 0
            ? serial >= from && serial <= to
            : throw new SshFormatException("a range of serial numbers is none.");
    }

    // The lowest bit, at the end, stands for the first serial number.
    private static bool IsMapped(ReadOnlySpan<byte> part, ulong serial)
    {
        var reader = new SshWireReader(part);
        var first = reader.LongNumber();
        var bits = reader.Positive();
        reader.End();
        var bit = serial - first;
        return serial >= first && bit / 8 < (ulong)bits.Length && (bits[^((int)(bit / 8) + 1)] >> (int)(bit % 8) & 1) != 0;
    }

    private static string? IdIn(ReadOnlySpan<byte> part, byte[]? keyId)
    {
        var found = false;
        for (var reader = new SshWireReader(part); !reader.IsAtEnd;)
        {
            found |= reader.Text().SequenceEqual(keyId) && keyId is not null;
        }

        return found ? $"id {Encoding.UTF8.GetString(keyId!)}" : null;
    }
}
