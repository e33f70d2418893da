namespace Mim.Core.Ports;

/// <summary>
/// Makes of a secret what can stand for it: equal for equal secrets, and telling nothing about them to anybody who has not the key.
/// </summary>
public interface ISecretHasher
{
    /// <summary>A keyed hash as upper-case hexadecimal, 64 digits. The value is not kept. For any number of threads.</summary>
    string Hash(ReadOnlySpan<byte> value);
}
