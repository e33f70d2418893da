using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;
using Mim.Pki.Pem;

namespace Mim.Pki.Credentials;

/// <summary>Certificates and keys in PEM, DER, PKCS#7 and PKCS#12 files, and certificates in JKS files. Works in memory proportional to the file.</summary>
public sealed class CredentialDecoder : ICredentialDecoder
{
    private const int LargestContent = 16 << 20;
    private const int LargestRounds = 10_000_000;

    private readonly long _rounds;

    public CredentialDecoder()
        : this(LargestRounds)
    {
    }

    /// <param name="rounds">Rounds of key derivation one file may ask for.</param>
    internal CredentialDecoder(long rounds) => _rounds = rounds;

    public IReadOnlyList<FoundCredential>? Decode(
        ReadOnlyMemory<byte> content, string source, KeyMaterial? password, CancellationToken cancellationToken)
    {
        if (content.Length > LargestContent)
        {
            throw Invalid(source, "It is larger than 16 MiB.");
        }

        using var parts = new FoundParts();
        try
        {
            var budget = new DerivationBudget(_rounds, cancellationToken);
            if (JksTruststore.Is(content.Span))
            {
                parts.Certificates.AddRange(JksTruststore.Read(content, password, cancellationToken));
                return new CredentialAssembler(source, parts).Assemble();
            }

            var isOurs = PemReader.LooksLikePem(content.Span)
                ? new PemCredentials(password, budget, parts).Read(content)
                : new DerCredentials(password, budget, parts).Read(content);
            return isOurs ? new CredentialAssembler(source, parts).Assemble() : null;
        }
        catch (MimException exception)
        {
            var cause = exception.Cause == MimErrorCause.WrongPassword ? MimErrorCause.WrongPassword : MimErrorCause.InvalidFile;
            throw new MimException(cause, $"'{source}' cannot be read. {exception.Message}", source, exception);
        }
        catch (CryptographicException exception)
        {
            var message = password is null ? "It needs a password." : "The password is wrong, or the file is damaged.";
            throw new MimException(MimErrorCause.WrongPassword, $"'{source}' cannot be read. {message}", source, exception);
        }
        catch (FormatException exception)
        {
            throw Invalid(source, $"In it, {exception.Message}.", exception);
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException)
        {
            throw Invalid(source, "It is malformed or truncated.", exception);
        }
    }

    private static MimException Invalid(string source, string message, Exception? inner = null) =>
        new(MimErrorCause.InvalidFile, $"'{source}' cannot be read. {message}", source, inner);
}
