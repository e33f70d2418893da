Describe 'Add-MachineSecretSuppression' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive

        # Made here, so that nothing that looks like a secret lies in this repository.
        $password = 'kestrel{0}harbour' -f (Get-Random -Minimum 100000 -Maximum 999999)
        Set-Content "$TestDrive/a.ini" "password = $password"
        Set-Content "$TestDrive/b.ini" '[db]', "password = $password"
        $found = Find-MachineSecret "$TestDrive/a.ini"
        $answer = @{ Owner = 'ops'; Reason = 'a training system' }
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'has a secret told no more, wherever it lies' {
        $made = $found | Add-MachineSecretSuppression @answer -Lifetime 30d
        $made.Hash | Should -Be $found.Hash
        ($made.ExpiresAt - $made.CreatedAt).TotalDays | Should -Be 30
        Find-MachineSecret "$TestDrive/*.ini" | Should -BeNullOrEmpty
        $told = Find-MachineSecret "$TestDrive/*.ini" -IncludeSuppressed
        $told.Suppression.Owner | Should -Be 'ops', 'ops'
        'password = other77kestrel' | Find-MachineSecret | Should -Not -BeNullOrEmpty
        Assert-Views $made
    }

    It 'takes hashes by parameter and by property name' {
        (Add-MachineSecretSuppression ('a' * 64) @answer).Hash | Should -Be ('A' * 64)
        ([pscustomobject]@{ Hash = 'b' * 64 } | Add-MachineSecretSuppression @answer).Owner | Should -Be 'ops'
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { $found | Add-MachineSecretSuppression @answer -WhatIf }
    }

    It 'refuses what nobody answers for' {
        Assert-TestError { Add-MachineSecretSuppression nothing @answer } -Id InvalidArgument -Category InvalidArgument
        Assert-TestError { $found | Add-MachineSecretSuppression @answer -Lifetime 400d } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Add-MachineSecretSuppression ("c" * 64) -Owner o -Reason r -Store $store' @{ store = $store }
    }
}
