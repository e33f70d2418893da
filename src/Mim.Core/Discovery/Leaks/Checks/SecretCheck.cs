namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>Whether a value that has the shape of a secret can be one: its checksum, its structure.</summary>
internal delegate bool SecretCheck(ReadOnlySpan<byte> value);
