Describe 'Remove-MachineSecretSuppression' {
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

    BeforeEach {
        $made = $found | Add-MachineSecretSuppression @answer
    }

    It 'has the secret be told again' {
        $made | Remove-MachineSecretSuppression -Confirm:$false | Should -BeNullOrEmpty
        (Find-MachineSecret "$TestDrive/*.ini").Count | Should -Be 2
        Get-MachineSecretSuppression | Should -BeNullOrEmpty
    }

    It 'takes hashes by parameter and by property name, and passes over what is not suppressed' {
        Remove-MachineSecretSuppression $found.Hash -Confirm:$false
        [pscustomobject]@{ Hash = 'a' * 64 } | Remove-MachineSecretSuppression -Confirm:$false
        Get-MachineSecretSuppression | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { $made | Remove-MachineSecretSuppression -WhatIf }
    }

    It 'names a store that is not there' {
        Assert-TestError { Remove-MachineSecretSuppression ('a' * 64) -Confirm:$false -Store "$TestDrive/none.db" } -Id StoreNotFound -Category ObjectNotFound
    }

    It 'stops' {
        Assert-Stops 'Remove-MachineSecretSuppression ("c" * 64) -Confirm:$false -Store $store' @{ store = $store }
    }
}
