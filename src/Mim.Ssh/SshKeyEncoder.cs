using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;
using Mim.Ssh.Writing;

namespace Mim.Ssh;

/// <summary>Writes keys as OpenSSH reads them.</summary>
public sealed class SshKeyEncoder : ISshKeyEncoder
{
    public byte[] EncodePublic(ReadOnlyMemory<byte> subjectPublicKeyInfo)
    {
        try
        {
            return PublicBlob.Of(PublicKeyInfo.Read(subjectPublicKeyInfo));
        }
        catch (SshFormatException trouble)
        {
            throw Invalid(trouble);
        }
    }

    public string FormatPublic(SshKeyFormat format, ReadOnlyMemory<byte> blob, string comment) => format switch
    {
        SshKeyFormat.OpenSsh => PublicText.Line(blob.Span, comment),
        SshKeyFormat.Rfc4716 => PublicText.Block(blob.Span, comment),
        _ => throw new MimException(MimErrorCause.InvalidArgument, $"{format} is none of SSH's own formats."),
    };

    public KeyMaterial EncodePrivate(
        ReadOnlyMemory<byte> blob, KeyMaterial pkcs8, string comment, KeyMaterial? passphrase, CancellationToken cancellationToken)
    {
        try
        {
            return PrivateKeyWriter.Write(SshPublicKey.Read(blob.Span), pkcs8.Memory, comment, passphrase, cancellationToken);
        }
        catch (Exception trouble) when (trouble is SshFormatException or CryptographicException or AsnContentException)
        {
            throw Invalid(trouble);
        }
    }

    private static MimException Invalid(Exception trouble) =>
        new(MimErrorCause.InvalidKey, $"The key cannot be written for SSH: {trouble.Message}", inner: trouble);
}
