namespace Mim.Pki.Pem;

/// <summary>One block of a PEM file (RFC 7468), still encoded.</summary>
/// <param name="Label">Between <c>BEGIN</c> and the hyphens.</param>
/// <param name="Headers">RFC 1421 headers such as <c>DEK-Info</c>, one a line; empty for most.</param>
/// <param name="Body">Base64 with its line breaks.</param>
internal readonly record struct PemBlock(string Label, string Headers, ReadOnlyMemory<byte> Body);
