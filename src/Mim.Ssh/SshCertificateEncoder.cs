using System.Security.Cryptography;
using System.Text;
using Mim.Core;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Issuing;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Ports;
using Mim.Ssh.Keys;
using Mim.Ssh.Writing;

namespace Mim.Ssh;

/// <summary>Certificates as OpenSSH reads them.</summary>
public sealed class SshCertificateEncoder : ISshCertificateEncoder
{
    private const int NonceLength = 32;
    private const uint ForUsers = 1;
    private const uint ForHosts = 2;

    public byte[] Encode(SshCertificateSpec spec, ISigningKey authority)
    {
        try
        {
            var signer = SshPublicKey.Read(PublicBlob.Of(PublicKeyInfo.Read(authority.SubjectPublicKeyInfo)));
            var body = Body(spec, SshPublicKey.Read(spec.PublicKey.Span)).Text(signer.Blob);
            return body.Text(SignatureBlob.Sign(authority, signer, body.Bytes)).Bytes;
        }
        catch (SshFormatException trouble)
        {
            throw new MimException(MimErrorCause.InvalidKey, $"'{spec.KeyId}' cannot be certified: {trouble.Message}", spec.KeyId, trouble);
        }
    }

    private static WireBuilder Body(SshCertificateSpec spec, SshPublicKey key)
    {
        if (key.Type.Family == SshKeyFamily.Dsa)
        {
            throw new SshFormatException("OpenSSH takes no DSA keys any more.");
        }

        var fields = new SshWireReader(key.Blob);
        fields.Text();
        return new WireBuilder()
            .Text(SshCertificate.NameOf(key.Type))
            .Text(RandomNumberGenerator.GetBytes(NonceLength))
            .Raw(fields.Rest)
            .LongNumber(spec.SerialNumber)
            .Number(spec.IsForHost ? ForHosts : ForUsers)
            .Text(Encoding.UTF8.GetBytes(spec.KeyId))
            .Text(Principals(spec.Principals))
            .LongNumber((ulong)spec.NotBefore.ToUnixTimeSeconds())
            .LongNumber((ulong)spec.NotAfter.ToUnixTimeSeconds())
            .Text(Options(spec.CriticalOptions))
            .Text(Options(spec.Extensions))
            .Text([]);
    }

    private static byte[] Principals(IReadOnlyList<string> principals)
    {
        var list = new WireBuilder();
        foreach (var principal in principals)
        {
            list.Text(Encoding.UTF8.GetBytes(principal));
        }

        return list.Bytes;
    }

    // The value of an option is a string within a string; one that has none is an empty string alone.
    private static byte[] Options(IReadOnlyList<SshKeyOption> options)
    {
        var list = new WireBuilder();
        foreach (var option in options)
        {
            list.Text(Encoding.UTF8.GetBytes(option.Name));
            list.Text(option.Value is null ? [] : new WireBuilder().Text(Encoding.UTF8.GetBytes(option.Value)).Bytes);
        }

        return list.Bytes;
    }
}
