using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Mim.Discovery.Accounts;

/// <summary>When accounts of a machine last logged in: <c>lastlog</c>, by user id, and <c>wtmp</c>, by name (utmp(5)).</summary>
internal sealed class LoginRecords
{
    private const short UserProcess = 7;
    private const int LineLength = 32;

    // glibc keeps 32-bit times in these files wherever a 32-bit version of the architecture does.
    private static readonly bool _isWide = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64;
    private static readonly int _lastSize = _isWide ? 296 : 292;
    private static readonly int _recordSize = _isWide ? 400 : 384;
    private static readonly int _recordTime = _isWide ? 344 : 340;

    private readonly string _lastLog;
    private readonly Dictionary<string, (DateTimeOffset At, string Line)> _byName = new(StringComparer.Ordinal);

    public LoginRecords(string root, CancellationToken cancellationToken)
    {
        _lastLog = Path.Join(root, "var/log/lastlog");
        AreKept = File.Exists(_lastLog);
        try
        {
            ReadAll(Path.Join(root, "var/log/wtmp"), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Many systems keep none, or not for everybody's eyes.
        }
    }

    /// <summary>Whether an account without a record has never logged in; <c>wtmp</c> alone is begun anew now and then.</summary>
    public bool AreKept { get; }

    public (DateTimeOffset? At, string? Line) LastOf(string name, uint id)
    {
        var recent = _byName.TryGetValue(name, out var found) ? found : ((DateTimeOffset At, string Line)?)null;
        return InLastLog(id) is { } last && (recent is null || last.At > recent.Value.At) ? last : (recent?.At, recent?.Line);
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> octets)
    {
        var seconds = _isWide ? BinaryPrimitives.ReadInt64LittleEndian(octets) : BinaryPrimitives.ReadUInt32LittleEndian(octets);
        return seconds is > 0 and <= uint.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }

    private static string Text(ReadOnlySpan<byte> octets)
    {
        var end = octets.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? octets : octets[..end]);
    }

    private (DateTimeOffset At, string Line)? InLastLog(uint id)
    {
        if (!AreKept)
        {
            return null;
        }

        try
        {
            // The file has a hole for every user id that is not there.
            using var file = File.OpenHandle(_lastLog);
            var record = new byte[_lastSize];
            var timeLength = _isWide ? sizeof(long) : sizeof(int);
            return RandomAccess.Read(file, record, (long)id * _lastSize) == _lastSize && Time(record) is { } at
                ? (at, Text(record.AsSpan(timeLength, LineLength)))
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void ReadAll(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenRead(path);
        var record = new byte[_recordSize];
        while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Text(record.AsSpan(44, LineLength));
            if (BinaryPrimitives.ReadInt16LittleEndian(record) == UserProcess && name.Length > 0 && Time(record.AsSpan(_recordTime)) is { } at
                && (!_byName.TryGetValue(name, out var known) || known.At < at))
            {
                _byName[name] = (at, Text(record.AsSpan(8, LineLength)));
            }
        }
    }
}
