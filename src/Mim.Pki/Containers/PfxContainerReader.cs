using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Credentials;
using Mim.Pki.Encryption;

namespace Mim.Pki.Containers;

/// <summary>
/// PKCS#12 (RFC 7292), Java's keystores of today included. A password is needed only where certificates are encrypted; certificates
/// that are not are shown without one, whether or not anybody changed the file.
/// </summary>
public sealed class PfxContainerReader : ICertificateContainerReader
{
    public const string Format = "Pfx";

    private const int LargestRounds = 10_000_000;
    private readonly long _rounds;

    public PfxContainerReader()
        : this(LargestRounds)
    {
    }

    /// <param name="rounds">Rounds of key derivation one file may ask for, over all passwords.</param>
    internal PfxContainerReader(long rounds) => _rounds = rounds;

    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        if (!DerShape.IsPfx(content))
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var open = new ContainerParts();
        try
        {
            var budget = new DerivationBudget(_rounds, cancellationToken);
            var isAll = new PfxReader(null, budget, new PfxParts(open)).ReadUnencrypted(content);
            return isAll ? new ContainerAssembler(Format, open).Assemble() : Unlock(content, passwords, budget) ?? Locked(open);
        }
        catch (MimException exception)
        {
            return Damaged(open, exception.Message);
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException)
        {
            return Damaged(open, "It is malformed or truncated.");
        }
    }

    private static CertificateContainer? Unlock(ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, DerivationBudget budget)
    {
        using var empty = new KeyMaterial(0);
        var isFirst = true;
        foreach (var password in (IEnumerable<KeyMaterial?>)[null, empty, .. passwords])
        {
            budget.Token.ThrowIfCancellationRequested();
            var parts = new ContainerParts();
            try
            {
                new PfxReader(password, budget, new PfxParts(parts)).Read(content);
                return new ContainerAssembler(Format, parts).Assemble();
            }
            catch (MimException exception) when (exception.Cause == MimErrorCause.WrongPassword)
            {
                // The next one may fit.
            }
            catch (MimException) when (budget.IsSpent && !isFirst)
            {
                // It is not its fault that there are many passwords.
                return Locked(new ContainerParts(), "It asks for so many rounds of key derivation that not all passwords were tried.");
            }
            catch (Exception exception) when (exception is CryptographicException or AsnContentException)
            {
                // So it shows where no MAC protects the content.
            }

            isFirst = false;
        }

        return null;
    }

    private static CertificateContainer Locked(ContainerParts open, string detail = "No password that was given opens it.") =>
        new ContainerAssembler(Format, open).Assemble() with { Status = FindingStatus.Locked, Detail = detail };

    private static CertificateContainer Damaged(ContainerParts open, string detail)
    {
        open.Troubles.Insert(0, detail);
        return new ContainerAssembler(Format, open).Assemble();
    }
}
