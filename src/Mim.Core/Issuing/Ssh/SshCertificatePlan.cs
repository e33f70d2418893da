namespace Mim.Core.Issuing.Ssh;

/// <summary>A certificate of SSH that passed every rule and can be signed. Times are UTC, whole seconds.</summary>
/// <param name="Template">What it says.</param>
/// <param name="NotBefore">Its beginning.</param>
/// <param name="NotAfter">Its end.</param>
/// <param name="SerialNumber">Unique within its authority.</param>
/// <param name="Subject">The key to certify and its algorithm; null to make one.</param>
internal sealed record SshCertificatePlan(
    SshCertificateTemplate Template, DateTimeOffset NotBefore, DateTimeOffset NotAfter, ulong SerialNumber, (byte[] Blob, string Algorithm)? Subject);
