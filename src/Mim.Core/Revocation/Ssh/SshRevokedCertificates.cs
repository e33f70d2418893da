namespace Mim.Core.Revocation.Ssh;

/// <summary>What one authority takes back.</summary>
/// <param name="Authority">Its public key in wire format; empty for every authority, which only key ids can be revoked of sensibly.</param>
/// <param name="SerialNumbers">In any order, above zero.</param>
/// <param name="KeyIds">Certificates by what servers log of them.</param>
public sealed record SshRevokedCertificates(ReadOnlyMemory<byte> Authority, ulong[] SerialNumbers, IReadOnlyList<string> KeyIds);
