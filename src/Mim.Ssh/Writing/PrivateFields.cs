using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Writing;

/// <summary>The fields of a private key as they follow its type in openssh-key-v1 and in agents (draft-ietf-sshm-ssh-agent section 3.2).</summary>
internal static class PrivateFields
{
    /// <param name="writer">Takes the fields.</param>
    /// <param name="key">The public key.</param>
    /// <param name="pkcs8">The private key that belongs to it.</param>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    /// <exception cref="AsnContentException">It is damaged.</exception>
    /// <exception cref="SshFormatException">SSH has no such keys.</exception>
    public static void Write(SecretWriter writer, SshPublicKey key, ReadOnlyMemory<byte> pkcs8)
    {
        switch (key.Type.Family)
        {
            case SshKeyFamily.Ed25519:
                Edwards(writer, key, pkcs8);
                break;
            case SshKeyFamily.Ecdsa:
                Curve(writer, key, pkcs8.Span);
                break;
            case SshKeyFamily.Rsa:
                Rsa(writer, pkcs8.Span);
                break;
            default:
                throw new SshFormatException($"keys of type {key.Algorithm} are not written.");
        }
    }

    // RFC 8410 section 7: the seed is an octet string within the octet string of PKCS#8.
    private static void Edwards(SecretWriter writer, SshPublicKey key, ReadOnlyMemory<byte> pkcs8)
    {
        var info = new AsnReader(pkcs8, AsnEncodingRules.DER).ReadSequence();
        info.ReadIntegerBytes();
        var algorithm = info.ReadSequence().ReadObjectIdentifier();
        if (algorithm != PublicKeyInfo.Ed25519 || !info.TryReadPrimitiveOctetString(out var outer))
        {
            throw new SshFormatException("it is no Ed25519 key.");
        }

        if (!new AsnReader(outer, AsnEncodingRules.DER).TryReadPrimitiveOctetString(out var seed))
        {
            throw new SshFormatException("it holds no seed.");
        }

        var known = new SshWireReader(key.Blob);
        known.Text();
        var publicKey = known.Text();
        writer.Text(publicKey);
        writer.Number((uint)(seed.Length + publicKey.Length));
        writer.Write(seed.Span);
        writer.Write(publicKey);
    }

    private static void Curve(SecretWriter writer, SshPublicKey key, ReadOnlySpan<byte> pkcs8)
    {
        using var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(pkcs8, out _);
        var parameters = curve.ExportParameters(includePrivateParameters: true);
        var known = new SshWireReader(key.Blob);
        known.Text();
        writer.Text(known.Text());
        writer.Text(known.Text());
        writer.Positive(parameters.D);
        CryptographicOperations.ZeroMemory(parameters.D);
    }

    private static void Rsa(SecretWriter writer, ReadOnlySpan<byte> pkcs8)
    {
        using var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        var parameters = rsa.ExportParameters(includePrivateParameters: true);
        byte[]?[] fields =
            [parameters.Modulus, parameters.Exponent, parameters.D, parameters.InverseQ, parameters.P, parameters.Q];
        foreach (var field in fields)
        {
            writer.Positive(field);
        }

        foreach (var secret in fields.Append(parameters.DP).Append(parameters.DQ))
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
