using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Mim.Ssh.Shell;

/// <summary>
/// What a program on another host says, between a line that tells its process group and one that tells how it ended: what it left in
/// the background may hold the stream for good, and what stands before is the host's own.
/// </summary>
/// <param name="word">What these lines begin with, which no program can guess.</param>
internal sealed class CommandAnswer(string word)
{
    private const int LongestOutput = 16 * 1024;
    private readonly byte[] _mark = Encoding.ASCII.GetBytes($"\n{word} ");
    private readonly List<byte> _held = [];

    /// <summary>Where the program runs; null when that was not told.</summary>
    public int? ProcessGroup { get; private set; }

    /// <summary>How it ended: an exit code, or another word; null when that was not told.</summary>
    public string? Verdict { get; private set; }

    /// <summary>The end of what it said.</summary>
    public string Output => Encoding.UTF8.GetString([.. _held.TakeLast(LongestOutput)]);

    /// <summary>Takes what came; true when nothing more is of interest.</summary>
    public bool Add(ReadOnlySpan<byte> octets)
    {
        _held.AddRange(octets);
        if (ProcessGroup is null && NextLine() is { } begin)
        {
            ProcessGroup = int.TryParse(begin.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var group) ? group : 0;
            _held.RemoveRange(0, begin.End);
        }

        if (ProcessGroup is not null && NextLine() is { } end)
        {
            Verdict = end.Text;
            _held.RemoveRange(end.Start, _held.Count - end.Start);
            return true;
        }

        // Room for the mark and its line, which may have come in part.
        _held.RemoveRange(0, Math.Max(0, _held.Count - LongestOutput - (2 * _mark.Length)));
        return false;
    }

    private (int Start, int End, string Text)? NextLine()
    {
        var held = CollectionsMarshal.AsSpan(_held);
        var start = held.IndexOf(_mark);
        var length = start < 0 ? -1 : held[(start + _mark.Length)..].IndexOf((byte)'\n');
        return length < 0 ? null : (start, start + _mark.Length + length + 1, Encoding.ASCII.GetString(held.Slice(start + _mark.Length, length)));
    }
}
