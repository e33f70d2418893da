namespace Mim.Core.Discovery;

/// <summary>Answers that are dear to find, as many as fit into bounded memory. For one thread.</summary>
internal sealed class Remembered<T>
{
    private const int Most = 4096;
    private readonly Dictionary<string, T> _answers = new(StringComparer.Ordinal);

    public T Get(string question, Func<T> find)
    {
        if (!_answers.TryGetValue(question, out var answer))
        {
            if (_answers.Count >= Most)
            {
                _answers.Clear();
            }

            _answers[question] = answer = find();
        }

        return answer;
    }
}
