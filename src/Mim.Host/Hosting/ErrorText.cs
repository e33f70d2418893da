using Mim.Core;

namespace Mim.Host.Hosting;

/// <summary>An error as one line: its id and what it says. Never a stack trace.</summary>
internal static class ErrorText
{
    public static string Of(Exception exception) => exception is MimException { Cause: var cause }
        ? $"mim: {cause}: {OneLine(exception.Message)}"
        : $"mim: {exception.GetType().Name}: {OneLine(exception.Message)}";

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
