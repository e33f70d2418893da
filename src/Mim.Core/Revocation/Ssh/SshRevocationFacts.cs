namespace Mim.Core.Revocation.Ssh;

/// <summary>What a key revocation list says of itself.</summary>
/// <param name="Number">Counted up by whoever makes it.</param>
/// <param name="PublishedAt">UTC; null when it does not say.</param>
/// <param name="Comment">Empty for none.</param>
public sealed record SshRevocationFacts(ulong Number, DateTimeOffset? PublishedAt, string Comment);
