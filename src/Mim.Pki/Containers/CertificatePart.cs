namespace Mim.Pki.Containers;

/// <summary>A certificate as it lies in a file.</summary>
/// <param name="Der">Not checked yet.</param>
/// <param name="Alias">Name it was given there.</param>
/// <param name="KeyId">The same octets as its key's, where the format ties them so.</param>
/// <param name="IsTrusted">Whether it stands for itself there, whomever it issued.</param>
internal sealed record CertificatePart(byte[] Der, string? Alias = null, string? KeyId = null, bool IsTrusted = false);
