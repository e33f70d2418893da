using Mim.Core.Revocation.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Revocation;

/// <summary>Goes through the sections of a list where it lies: nothing is copied, however much it claims to hold.</summary>
internal ref struct ListReader
{
    private SshWireReader _reader;

    /// <exception cref="SshFormatException">It is no list, or of a version that nobody knows.</exception>
    public ListReader(ReadOnlySpan<byte> list)
    {
        if (!list.StartsWith(ListFormat.Magic))
        {
            throw new SshFormatException("it is none.");
        }

        _reader = new SshWireReader(list[ListFormat.Magic.Length..]);
        if (_reader.Number() != ListFormat.Version)
        {
            throw new SshFormatException("it is of another version than 1.");
        }

        var number = _reader.LongNumber();
        var seconds = _reader.LongNumber();
        _reader.LongNumber();
        _reader.Text();
        var comment = PlainText.Of(_reader.Text());
        var isTold = seconds > 0 && seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        Facts = new SshRevocationFacts(number, isTold ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null, comment);
    }

    public SshRevocationFacts Facts { get; }

    public byte Kind { get; private set; }

    public ReadOnlySpan<byte> Section { get; private set; }

    /// <exception cref="SshFormatException">It is cut short.</exception>
    public bool MoveNext()
    {
        if (_reader.IsAtEnd)
        {
            return false;
        }

        Kind = _reader.Octet();
        Section = _reader.Text();
        return true;
    }
}
