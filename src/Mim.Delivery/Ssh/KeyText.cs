using System.Buffers.Binary;
using System.Text;

namespace Mim.Delivery.Ssh;

/// <summary>A public key as it stands on a line: its type, and itself in base64.</summary>
/// <param name="Type">For example <c>ssh-ed25519</c>.</param>
/// <param name="Base64">The whole of it (RFC 4253 section 6.6).</param>
internal sealed record KeyText(byte[] Type, byte[] Base64)
{
    /// <param name="blob">In wire format, which begins with the name of its type.</param>
    public static KeyText Of(ReadOnlySpan<byte> blob) => new(
        blob.Slice(sizeof(uint), BinaryPrimitives.ReadInt32BigEndian(blob)).ToArray(), Encoding.ASCII.GetBytes(Convert.ToBase64String(blob)));

    /// <summary>How long it is where a text begins with it; null where it does not.</summary>
    public int? LengthAt(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(Type))
        {
            return null;
        }

        var rest = text[Type.Length..];
        var key = rest.TrimStart(" \t"u8);
        return key.Length < rest.Length && key.StartsWith(Base64) && key[Base64.Length..] is [] or [(byte)' ' or (byte)'\t', ..]
            ? text.Length - key.Length + Base64.Length
            : null;
    }
}
