using System.Text.Json;
using Mim.Core;

namespace Mim.Discovery.Accounts;

/// <summary>
/// The objects in the lists of a JSON file (RFC 8259), one at a time: those of a list that is the whole file, or of the lists directly in
/// the object that is. Only one of them is in memory.
/// </summary>
internal sealed class JsonItems : IDisposable
{
    /// <summary>No account is described at such length.</summary>
    private const int Largest = 16 << 20;

    private readonly string _path;
    private readonly FileStream _file;
    private byte[] _buffer = new byte[65_536];
    private int _start;
    private int _end;
    private long _passed;
    private bool _isFinal;
    private bool? _isList;
    private bool _isInList;
    private string _list = string.Empty;
    private JsonReaderState _state;

    public JsonItems(string path)
    {
        _path = path;
        _file = ExportFile.Open(path);
        Fill();
        var mark = _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8);
        _start = mark ? 3 : 0;
    }

    /// <summary>Whether any list was there, be it empty.</summary>
    public bool HasList { get; private set; }

    /// <summary>The next object, for the caller to dispose; null at the end.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>: no JSON, and where; or an object beyond all measure.</exception>
    public JsonItem? Next()
    {
        try
        {
            while (true)
            {
                if (Scan() is { } item)
                {
                    return item;
                }

                if (_isFinal)
                {
                    return null;
                }

                Fill();
            }
        }
        catch (JsonException exception)
        {
            throw ExportFile.Damaged(_path, $"at line {exception.LineNumber + 1}, octet {exception.BytePositionInLine + 1} it is no JSON", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw ExportFile.Damaged(_path, $"of what begins at octet {_passed + _start}, a name is no UTF-8", exception);
        }
        catch (IOException exception)
        {
            throw ExportFile.Damaged(_path, exception.Message, exception);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Goes through what is in the buffer, and keeps what it cannot go through yet.</summary>
    private JsonItem? Scan()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        var (state, consumed) = (reader.CurrentState, 0L);
        while (reader.Read())
        {
            if (IsItem(ref reader))
            {
                var begin = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    // Read again from before it, when all of it is here.
                    break;
                }

                var octets = _buffer.AsMemory(_start + begin, (int)reader.BytesConsumed - begin);
                var item = new JsonItem(_list, _passed + _start + begin, JsonDocument.Parse(octets.ToArray()));
                Keep(reader.CurrentState, reader.BytesConsumed);
                return item;
            }

            (state, consumed) = (reader.CurrentState, reader.BytesConsumed);
        }

        Keep(state, consumed);
        return null;
    }

    private bool IsItem(ref Utf8JsonReader reader)
    {
        _isList ??= reader.TokenType == JsonTokenType.StartArray;
        var depth = reader.CurrentDepth;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName when depth == 1:
                _list = reader.GetString()!;
                _isInList = false;
                return false;
            case JsonTokenType.StartArray when depth == (_isList.Value ? 0 : 1):
                HasList = _isInList = true;
                return false;
            case JsonTokenType.StartObject:
                return _isInList && depth == (_isList.Value ? 1 : 2);
            default:
                return false;
        }
    }

    private void Keep(JsonReaderState state, long consumed) => (_state, _start) = (state, _start + (int)consumed);

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_passed, _end, _start) = (_passed + _start, _end - _start, 0);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= Largest)
            {
                throw ExportFile.Damaged(_path, $"what begins at octet {_passed} is longer than {Largest >> 20} MiB", null);
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = _file.Read(_buffer, _end, _buffer.Length - _end);
        (_end, _isFinal) = (_end + read, read == 0);
    }
}
