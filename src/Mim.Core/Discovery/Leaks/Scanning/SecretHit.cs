using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>A secret within octets: where and what, and nothing of itself.</summary>
/// <param name="Rule">What it is.</param>
/// <param name="Place">Where it, or what it is encoded in, lies.</param>
/// <param name="Length">Its own length, in octets.</param>
/// <param name="Hash">Keyed hash of it.</param>
/// <param name="Encoding">What it was written in.</param>
internal readonly record struct SecretHit(SecretRule Rule, OctetRange Place, int Length, string Hash, SecretEncoding Encoding);
